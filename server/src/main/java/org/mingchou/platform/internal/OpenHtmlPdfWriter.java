package org.mingchou.platform.internal;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.mingchou.platform.PdfWriter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

@Component
class OpenHtmlPdfWriter implements PdfWriter {

    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    static {
        XRLog.setLoggingEnabled(false);
    }

    private final ITemplateEngine templates;
    private final byte[] serif = font("MingchouSerif-Regular");
    private final byte[] serifBold = font("MingchouSerif-Bold");
    private final byte[] sans = font("MingchouSans-Regular");

    OpenHtmlPdfWriter(ITemplateEngine templates) {
        this.templates = templates;
    }

    @Override
    public byte[] write(String template, Map<String, ?> model) {
        var html =
                templates.process(template, new Context(Locale.SIMPLIFIED_CHINESE, new HashMap<String, Object>(model)));
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .useDefaultPageSize(210, 297, PageSizeUnits.MM)
                    .useFont(() -> new ByteArrayInputStream(serif), "Mingchou Serif", REGULAR, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(serifBold), "Mingchou Serif", BOLD, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(sans), "Mingchou Sans", REGULAR, FontStyle.NORMAL, true)
                    .useExternalResourceAccessControl(
                            (uri, type) -> uri.startsWith("data:"),
                            com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority
                                    .RUN_BEFORE_RESOLVING_URI)
                    .withProducer("Mingchou")
                    .withHtmlContent(html, null)
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] font(String name) {
        try (var in = new ClassPathResource("fonts/" + name + ".ttf").getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
