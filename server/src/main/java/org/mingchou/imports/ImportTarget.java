package org.mingchou.imports;

import java.util.List;
import org.mingchou.shared.Actor;

/**
 * A directory that can be filled from a workbook. The importer reads, stages and reports; the directory judges and
 * writes.
 *
 * @param <T> one row, understood
 */
public interface ImportTarget<T> {

    /** As in the address: {@code subjects}. */
    String directory();

    /** Chinese, e.g. 检查对象名录. */
    String title();

    List<ImportColumn> columns();

    /** Staged rows hold personal data and are kept encrypted. */
    default boolean personal() {
        return false;
    }

    /** Judges up to a thousand rows against the directory as it is now; writes nothing. Same order as {@code rows}. */
    List<Judged<T>> judge(Actor actor, List<ImportRow> rows);

    /**
     * Writes rows judged in the same transaction.
     *
     * @param source Chinese, for the history, e.g. 导入：企业名单.xlsx
     */
    void write(Actor actor, String source, List<T> values);
}
