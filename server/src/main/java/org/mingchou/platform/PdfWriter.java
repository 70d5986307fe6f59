package org.mingchou.platform;

import java.util.Map;

/**
 * Turns a page template into a PDF that can be searched and copied from. The bundled families are {@code Mingchou Serif}
 * (regular, bold) and {@code Mingchou Sans}; nothing is fetched from outside.
 */
public interface PdfWriter {

    /**
     * @param template name below {@code templates/}, without {@code .html}; well-formed XML, A4 by default
     * @param model images as {@code data:} URIs
     */
    byte[] write(String template, Map<String, ?> model);
}
