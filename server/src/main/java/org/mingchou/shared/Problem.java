package org.mingchou.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that a person can act on. The web edge turns it into RFC 9457 {@code application/problem+json}; it never
 * becomes a success status.
 *
 * <p>{@code type} is a stable slug ({@code plan-not-approved}); {@code detail} is Chinese and says what to do next.
 */
public final class Problem extends RuntimeException {

    /** The HTTP meaning of a refusal. */
    public enum Kind {
        BAD_INPUT(400, "填报内容需要修改"),
        NOT_SIGNED_IN(401, "请先登录"),
        NOT_ALLOWED(403, "本账号不能办理此事项"),
        NOT_FOUND(404, "没有找到"),
        CONFLICT(409, "当前状态不能办理"),
        METHOD_NOT_ALLOWED(405, "请求无法办理"),
        TOO_LARGE(413, "文件过大"),
        UNSUPPORTED_FORMAT(415, "请求无法办理"),
        UNPROCESSABLE(422, "填报内容需要修改"),
        TOO_MANY(429, "操作过于频繁"),
        UNAVAILABLE(503, "暂时不能办理");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    /** One field that needs mending; {@code field} is the JSON name, {@code reason} Chinese. */
    public record FieldError(String field, String reason) {

        /** Complains of a text longer than the form keeps, in characters. */
        public static void limit(List<FieldError> errors, String field, @Nullable String text, int longest) {
            if (text != null && text.length() > longest) {
                errors.add(new FieldError(field, "最多 " + longest + " 个字，现有 " + text.length() + " 个，请缩短"));
            }
        }
    }

    private final Kind kind;
    private final String type;
    private final String detail;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    private Problem(Kind kind, String type, String detail) {
        super(type + ": " + detail);
        this.kind = kind;
        this.type = type;
        this.detail = detail;
    }

    public static Problem badInput(String type, String detail) {
        return new Problem(Kind.BAD_INPUT, type, detail);
    }

    public static Problem fields(List<FieldError> errors) {
        var first = errors.isEmpty() ? "" : errors.get(0).reason();
        return new Problem(
                        Kind.BAD_INPUT,
                        "fields-need-mending",
                        errors.size() == 1 ? first : "有 " + errors.size() + " 处需要修改：" + first + " 等")
                .with("errors", errors);
    }

    /** Also the answer to a row that exists outside the caller's scope. */
    public static Problem notFound(String what) {
        return new Problem(Kind.NOT_FOUND, "not-found", "没有找到" + what + "，或不在您的管辖范围内。请返回列表重新选择。");
    }

    /** As {@link #notFound(String)}, for people who have no list to return to: {@code detail} says what to do instead. */
    public static Problem notFound(String type, String detail) {
        return new Problem(Kind.NOT_FOUND, type, detail);
    }

    public static Problem notAllowed(String type, String detail) {
        return new Problem(Kind.NOT_ALLOWED, type, detail);
    }

    public static Problem conflict(String type, String detail) {
        return new Problem(Kind.CONFLICT, type, detail);
    }

    public static Problem unprocessable(String type, String detail) {
        return new Problem(Kind.UNPROCESSABLE, type, detail);
    }

    public static Problem of(Kind kind, String type, String detail) {
        return new Problem(kind, type, detail);
    }

    /** Adds a named extension member of the problem document. */
    public Problem with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public String type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
