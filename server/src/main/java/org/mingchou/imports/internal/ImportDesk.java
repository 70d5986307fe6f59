package org.mingchou.imports.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingchou.imports.ImportRow;
import org.mingchou.imports.ImportTarget;
import org.mingchou.imports.Imports;
import org.mingchou.imports.Judged;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stages, commits and gives up workbooks. */
@Service
class ImportDesk implements Imports {

    private static final int SHOWN = 500;

    private final Map<String, ImportTarget<?>> targets;
    private final ImportStore store;
    private final AuditTrail audit;

    ImportDesk(List<ImportTarget<?>> targets, ImportStore store, AuditTrail audit) {
        this.targets = targets.stream().collect(Collectors.toMap(ImportTarget::directory, Function.identity()));
        this.store = store;
        this.audit = audit;
    }

    ImportTarget<?> target(String directory) {
        var target = targets.get(directory);
        if (target == null) {
            throw Problem.notFound("这个名录");
        }
        return target;
    }

    @Override
    @Transactional
    public Report stage(Actor actor, String directory, String fileName, byte[] workbook) {
        var target = target(directory);
        var batch = store.create(actor, directory, fileName);
        var staging = new Staging<>(target, store, actor, batch);
        new WorkbookReader(target.title(), target.columns()).read(workbook, staging);
        var counts = staging.finish();
        store.setCounts(batch, counts);
        audit.record(
                actor,
                "stage-import",
                "import/" + batch,
                Map.of("directory", directory, "rows", counts.rows(), "bad", counts.bad()));
        return report(actor, directory, batch);
    }

    @Override
    @Transactional
    public Report commit(Actor actor, String directory, long id, boolean acceptGoodRows) {
        var target = target(directory);
        var batch = require(actor, directory, id);
        store.decide(batch.commit(acceptGoodRows), actor);
        write(actor, target, batch);
        store.forgetRows(id, false);
        audit.record(
                actor,
                "commit-import",
                "import/" + id,
                Map.of("directory", directory, "new", batch.newCount(), "changed", batch.changedCount()));
        return report(actor, directory, id);
    }

    @Transactional
    public void cancel(Actor actor, String directory, long id) {
        var batch = require(actor, directory, id);
        store.decide(batch.cancel(), actor);
        store.forgetRows(id, true);
        audit.record(actor, "cancel-import", "import/" + id, Map.of("directory", directory));
    }

    @Transactional(readOnly = true)
    public Report report(Actor actor, String directory, long id) {
        var b = require(actor, directory, id);
        Set<String> acts = actor.has(Role.REGISTRAR)
                ? Batch.Life.TABLE.allowed(b.status()).stream().map(Enum::name).collect(Collectors.toSet())
                : Set.of();
        return new Report(
                b.id(),
                b.version(),
                b.status().name(),
                b.status().label(),
                acts,
                directory,
                b.fileName(),
                b.rowCount(),
                b.goodCount(),
                b.badCount(),
                b.newCount(),
                b.changedCount(),
                b.unchangedCount(),
                shown(store.faults(id, false, SHOWN)),
                shown(store.faults(id, true, SHOWN)));
    }

    Batch require(Actor actor, String directory, long id) {
        return store.find(id)
                .filter(b -> b.regionCode().equals(actor.regionCode())
                        && b.directory().equals(directory))
                .orElseThrow(() -> Problem.notFound("这个导入批次"));
    }

    /** Judges again: between staging and now someone may have edited the directory. */
    private <T> void write(Actor actor, ImportTarget<T> target, Batch batch) {
        var headers = headers(batch.id(), target);
        int after = -1;
        for (var rows = store.goodRows(batch.id(), after); !rows.isEmpty(); rows = store.goodRows(batch.id(), after)) {
            after = rows.get(rows.size() - 1).seq();
            var judged = target.judge(
                    actor,
                    rows.stream()
                            .map(r -> {
                                var header = Objects.requireNonNull(headers.get(r.sheet()));
                                return new ImportRow(header.sheet(), r.rowNumber(), header.cells(r.cells()));
                            })
                            .toList());
            target.write(actor, "导入：" + batch.fileName(), values(judged));
        }
    }

    private static <T> List<T> values(List<Judged<T>> judged) {
        var values = new ArrayList<T>();
        for (var j : judged) {
            var value = j.value();
            if (value == null) {
                throw Problem.conflict(
                                "import-stale",
                                "上传以后名录有变动：工作表“" + j.row().sheet() + "”第 "
                                        + j.row().number() + " 行现在不能导入（"
                                        + (j.faults().isEmpty()
                                                ? ""
                                                : j.faults().get(0).reason()) + "）。没有写入任何数据，请重新上传文件。")
                        .with("row", j.row().number());
            }
            if (j.verdict() != Judged.Verdict.UNCHANGED) {
                values.add(value);
            }
        }
        return values;
    }

    private Map<Integer, Header> headers(long batch, ImportTarget<?> target) {
        var result = new HashMap<Integer, Header>();
        for (var sheet : store.sheets(batch)) {
            result.put(
                    sheet.number(),
                    Header.find(sheet.name(), sheet.headerRow(), sheet.headers(), target.columns())
                            .orElseThrow());
        }
        return result;
    }

    private static List<CellFault> shown(List<ImportStore.StagedFault> faults) {
        return faults.stream()
                .map(f -> new CellFault(f.sheet(), f.rowNumber(), f.columnName(), f.reason()))
                .toList();
    }
}
