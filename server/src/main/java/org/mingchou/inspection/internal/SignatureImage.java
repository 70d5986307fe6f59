package org.mingchou.inspection.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.mingchou.shared.Problem;

/** Strokes on a pad as PNG, plain base64 or a data URL; an untouched pad is no signature. */
final class SignatureImage {

    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_SIDE = 4000;

    private SignatureImage() {}

    static byte[] decode(String text) {
        var comma = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        try {
            var bytes = Base64.getDecoder().decode(text.substring(comma).strip());
            if (bytes.length > LARGEST) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "signature-too-large", "签字图片超过 1 MB。请清空后重新签字。");
            }
            var image = read(bytes);
            if (!touched(image)) {
                throw Problem.badInput("empty-signature", "签字板上没有笔迹。请签字后再提交；企业不愿签字的，请改为“记录拒绝签字”。");
            }
            return bytes;
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.badInput("signature-unreadable", "签字图片无法识别。请清空签字板，重新签字后提交。");
        }
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReadersByFormatName("png");
            var reader = readers.next();
            try {
                reader.setInput(input);
                // The size is asked before the pixels: a small file can claim a huge picture.
                if (reader.getWidth(0) > LONGEST_SIDE || reader.getHeight(0) > LONGEST_SIDE) {
                    throw new IOException("too many pixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Strokes differ from the ground of the first pixel. */
    private static boolean touched(BufferedImage image) {
        int ground = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != ground) {
                    return true;
                }
            }
        }
        return false;
    }
}
