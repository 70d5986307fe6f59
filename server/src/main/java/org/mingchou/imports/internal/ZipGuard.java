package org.mingchou.imports.internal;

import java.io.IOException;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.mingchou.shared.Problem;

/** Looks at an upload before a parser does: is it a workbook at all, and does it stay within bounds when unpacked? */
final class ZipGuard {

    private static final int MOST_ENTRIES = 500;
    private static final long MOST_BYTES = 300L << 20;

    private ZipGuard() {}

    static void check(byte[] bytes) {
        if (bytes.length == 0) {
            throw Problem.badInput("empty-file", "文件是空的，请重新选择。");
        }
        if (bytes.length >= 8 && ReadableWorkbook.isOLE2Header(bytes)) {
            throw Problem.unprocessable(
                    "import-old-format", "这是旧版 .xls 或加密的文件。请在 Excel 或 WPS 中另存为 .xlsx（不设打开密码）后重新上传。");
        }
        if (bytes.length < 4 || !ReadableWorkbook.isOOXMLZipHeader(bytes)) {
            throw notAWorkbook();
        }
        if (!withinBounds(bytes)) {
            throw notAWorkbook();
        }
    }

    /** Unpacks to nowhere and counts; false when there is no workbook inside. Sizes in the headers are claims. */
    private static boolean withinBounds(byte[] bytes) {
        boolean workbook = false;
        int entries = 0;
        long total = 0;
        var buffer = new byte[1 << 16];
        try (var channel = new SeekableInMemoryByteChannel(bytes);
                var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                workbook |= entry.getName().equals("xl/workbook.xml");
                if (++entries > MOST_ENTRIES) {
                    throw tooLarge();
                }
                try (var in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                        total += n;
                        if (total > MOST_BYTES) {
                            throw tooLarge();
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
        return workbook;
    }

    static Problem notAWorkbook() {
        return Problem.unprocessable("import-not-a-workbook", "这不是可以打开的 .xlsx 工作簿。请下载导入模板，把内容填进模板后重新上传。");
    }

    private static Problem tooLarge() {
        return Problem.of(Problem.Kind.TOO_LARGE, "import-too-large", "工作簿展开后超过 300 MB 或内含文件过多。请删去图片和多余工作表，或拆成几个文件上传。");
    }
}
