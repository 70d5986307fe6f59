package org.mingchou.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class PdfWriterTests {

    /** All of these share a glyph with a radical in the fonts as they come from upstream. */
    private static final String SHARING_GLYPHS = "门户工用石长见贝车金风页食马鱼鸟黄黑龙龟";

    private final OpenHtmlPdfWriter writer = new OpenHtmlPdfWriter(engine());

    @Test
    void whatIsPrintedCanBeSearchedAndCopied() throws IOException {
        var text = textOf(SHARING_GLYPHS + "行政检查通知书");
        assertThat(text.codePoints().filter(c -> c >= 0x2E80 && c <= 0x2FDF).count())
                .isZero();
        assertThat(text).contains(SHARING_GLYPHS, "行政检查通知书");
    }

    @Test
    void namesWithRareCharactersArePrinted() throws IOException {
        // The last two are in the sans font only.
        assertThat(textOf("镕赟䶮㛃喆堃〔2026〕樂灣")).contains("镕赟䶮㛃喆堃〔2026〕樂灣");
    }

    private String textOf(String text) throws IOException {
        try (var document = Loader.loadPDF(writer.write("platform/text-layer", Map.of("text", text)))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static SpringTemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
