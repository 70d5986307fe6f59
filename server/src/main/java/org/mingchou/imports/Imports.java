package org.mingchou.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.mingchou.shared.Actor;

/** Stages and commits workbooks. */
public interface Imports {

    /** One cell named to the person who must mend it; {@code row} as the spreadsheet program shows it. */
    record CellFault(String sheet, int row, String column, String reason) {}

    /**
     * What an uploaded workbook would do.
     *
     * @param errors at most the first 500; all of them are in report.xlsx
     * @param warnings rows that are taken all the same, at most the first 500
     */
    record Report(
            long id,
            int version,
            String status,
            String statusLabel,
            Set<String> allowedActions,
            String directory,
            String fileName,
            int rows,
            int good,
            int bad,
            @JsonProperty("new") int fresh,
            int changed,
            int unchanged,
            List<CellFault> errors,
            List<CellFault> warnings) {}

    /** @throws org.mingchou.shared.Problem when the file is no workbook of this directory; nothing is kept then */
    Report stage(Actor actor, String directory, String fileName, byte[] workbook);

    /**
     * Writes the good rows in one transaction.
     *
     * @throws org.mingchou.shared.Problem when there are bad rows and {@code acceptGoodRows} is false
     */
    Report commit(Actor actor, String directory, long id, boolean acceptGoodRows);
}
