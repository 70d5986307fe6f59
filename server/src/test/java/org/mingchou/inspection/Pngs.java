package org.mingchou.inspection;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Signature pads, touched and untouched. */
public final class Pngs {

    private Pngs() {}

    public static byte[] bytes(boolean touched) {
        var image = new BufferedImage(300, 120, BufferedImage.TYPE_INT_ARGB);
        if (touched) {
            var g = image.createGraphics();
            g.setColor(Color.BLACK);
            g.setStroke(new BasicStroke(4));
            g.drawPolyline(new int[] {20, 80, 120, 200, 270}, new int[] {90, 20, 100, 30, 80}, 5);
            g.dispose();
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String dataUri(boolean touched) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(touched));
    }
}
