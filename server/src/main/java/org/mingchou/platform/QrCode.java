package org.mingchou.platform;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** QR codes as data URIs, for printed pages (PNG) and for the web (SVG). */
public final class QrCode {

    /** Above it, redundancy makes the modules so small that a phone reads less, not more. */
    private static final int SHORT = 200;

    private static final int QUIET_MODULES = 4;

    private static final int PIXELS_PER_MODULE = 6;

    private QrCode() {}

    /** {@code data:image/png;base64,…}. */
    public static String png(String text) {
        var modules = encode(text);
        int side = modules.getWidth() * PIXELS_PER_MODULE;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE) ? 0x000000 : 0xFFFFFF);
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    /** {@code data:image/svg+xml;base64,…}. */
    public static String svg(String text) {
        var modules = encode(text);
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + modules.getWidth() + " "
                + modules.getHeight() + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
                + modules.getWidth() + "v" + modules.getHeight() + "H0z\"/><path d=\"" + path + "\"/></svg>";
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    /** Paper gets folded and dirty: a quarter of a short code may be lost, a seventh of a long one. */
    private static BitMatrix encode(String text) {
        var hints = Map.of(
                EncodeHintType.ERROR_CORRECTION,
                text.length() > SHORT ? ErrorCorrectionLevel.M : ErrorCorrectionLevel.Q,
                EncodeHintType.MARGIN,
                text.length() > SHORT ? QUIET_MODULES : 2,
                EncodeHintType.CHARACTER_SET,
                "UTF-8");
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }
}
