package org.mingchou.imports.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingchou.imports.Fault;
import org.mingchou.imports.ImportRow;
import org.mingchou.imports.ImportTarget;
import org.mingchou.imports.Judged;
import org.mingchou.imports.Judged.Verdict;
import org.mingchou.shared.Actor;

/** One file on its way into the staging tables, a thousand rows at a time. */
final class Staging<T> implements WorkbookReader.Sink {

    static final int CHUNK = 1000;

    private record Pending(int sheet, ImportRow row, List<String> cells) {}

    private final ImportTarget<T> target;
    private final ImportStore store;
    private final Actor actor;
    private final long batch;
    private final List<Pending> pending = new ArrayList<>(CHUNK);
    private final Map<String, ImportRow> seen = new HashMap<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int sheets;
    private int seq;

    Staging(ImportTarget<T> target, ImportStore store, Actor actor, long batch) {
        this.target = target;
        this.store = store;
        this.actor = actor;
        this.batch = batch;
    }

    @Override
    public void header(Header header) {
        sheets++;
        store.addSheet(batch, sheets, header);
    }

    @Override
    public void row(Header header, int number, List<String> cells) {
        pending.add(new Pending(sheets, new ImportRow(header.sheet(), number, header.cells(cells)), cells));
        if (pending.size() == CHUNK) {
            flush();
        }
    }

    ImportStore.Counts finish() {
        flush();
        int bad = counts.getOrDefault(Verdict.BAD, 0);
        return new ImportStore.Counts(
                seq,
                seq - bad,
                bad,
                counts.getOrDefault(Verdict.NEW, 0),
                counts.getOrDefault(Verdict.CHANGED, 0),
                counts.getOrDefault(Verdict.UNCHANGED, 0));
    }

    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        var judged = target.judge(actor, pending.stream().map(Pending::row).toList());
        var rows = new ArrayList<ImportStore.StagedRow>(judged.size());
        var faults = new ArrayList<ImportStore.NewFault>();
        for (int i = 0; i < judged.size(); i++) {
            var verdict = stage(judged.get(i), faults);
            counts.merge(verdict, 1, Integer::sum);
            var p = pending.get(i);
            rows.add(new ImportStore.StagedRow(seq, p.sheet(), p.row().number(), verdict.name(), p.cells()));
            seq++;
        }
        store.addRows(batch, rows, faults, target.personal());
        pending.clear();
    }

    private Verdict stage(Judged<T> judged, List<ImportStore.NewFault> faults) {
        judged.faults().forEach(f -> faults.add(new ImportStore.NewFault(seq, f.warning(), f.column(), f.reason())));
        var key = judged.key();
        var first = key == null ? null : seen.putIfAbsent(key, judged.row());
        if (first != null) {
            var same = new Fault("整行", "与工作表“" + first.sheet() + "”第 " + first.number() + " 行是同一条，请只保留一行", false);
            faults.add(new ImportStore.NewFault(seq, false, same.column(), same.reason()));
            return Verdict.BAD;
        }
        return judged.verdict();
    }
}
