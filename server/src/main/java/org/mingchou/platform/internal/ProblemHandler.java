package org.mingchou.platform.internal;

import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.ProblemDetails;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.exc.InvalidFormatException;

/** Every refusal of the API as RFC 9457 problem+json; the only place that catches broadly. */
@RestControllerAdvice(annotations = RestController.class)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem problem) {
        return respond(ProblemDetails.of(problem));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(OptimisticLockingFailureException e) {
        return refused(Problem.conflict("changed-meanwhile", "其他人刚刚修改了这条记录。请刷新后核对，再重新提交。"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(org.springframework.security.access.AccessDeniedException e) {
        return refused(Problem.notAllowed("role-required", "本账号的角色不能办理此事项。请用有相应角色的账号登录，或联系安全管理员。"));
    }

    /** What PostgreSQL cannot keep: U+0000 in a text (22021) or a JSON document (22P05), a date or number out of range. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refusedByDatabase(DataAccessException e) {
        var state = e.getMostSpecificCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return switch (state == null ? "" : state) {
            case "22021", "22P05" -> refused(Problem.badInput("unusable-character", "内容里有不能保存的字符（空字符）。请删去后重新提交。"));
            case "22003", "22007", "22008" ->
                refused(Problem.badInput("value-out-of-range", "有日期或数字超出可以保存的范围。请核对年份和数值后重新提交。"));
            default -> unexpected(e);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        log.error("unexpected failure", e);
        var body = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "系统出现意外错误，本次操作没有保存。请稍后重试；若仍出现，请联系系统管理员。");
        body.setType(ProblemDetails.type("unexpected"));
        body.setTitle("系统错误");
        return respond(body);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = e.getBindingResult().getFieldErrors().stream()
                .map(f -> new Problem.FieldError(
                        f.getField(), f.getDefaultMessage() == null ? "需要修改" : f.getDefaultMessage()))
                .toList();
        return body(Problem.fields(errors));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof InvalidFormatException wrong
                && !wrong.getPath().isEmpty()) {
            var field = field(wrong);
            var type = wrong.getTargetType();
            var reason = field + " 的值无法识别" + wanted(type) + "，请改正后重试";
            return body(
                    type != null && type.isEnum()
                            ? Problem.fields(List.of(new Problem.FieldError(field, reason)))
                            : Problem.badInput("unreadable-body", "提交的内容里 " + reason + "。"));
        }
        return body(Problem.badInput("unreadable-body", "提交的内容无法识别，请检查格式（JSON、日期 YYYY-MM-DD）后重试。"));
    }

    /** As errors name it: {@code parties[0].slug}. */
    private static String field(InvalidFormatException wrong) {
        return wrong.getPath().stream()
                .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : "." + at.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Objects.requireNonNullElse(e.getPropertyName(), "");
        return body(Problem.fields(List.of(
                new Problem.FieldError(name, "参数 " + name + " 的值无法识别" + wanted(e.getRequiredType()) + "，请改正后重试"))));
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        if (type.isEnum()) {
            return "（可以是 "
                    + Arrays.stream(type.getEnumConstants())
                            .filter(value -> !(value instanceof Labelled labelled) || labelled.givenByPeople())
                            .map(value -> value instanceof Labelled labelled
                                    ? value + " " + labelled.label()
                                    : value.toString())
                            .collect(Collectors.joining("、"))
                    + "）";
        }
        if (type == LocalDate.class) {
            return "（应为日期，例如 2026-05-13）";
        }
        if (type == OffsetDateTime.class) {
            return "（应为日期和时间，例如 2026-05-13T09:00:00+08:00）";
        }
        return Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type)) ? "（应为数字）" : "";
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return body(noFile());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAnUpload(MultipartException e) {
        return refused(noFile());
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = e.getParameterName();
        return body(Problem.fields(List.of(new Problem.FieldError(name, "缺少参数 " + name + "，请补上后重试"))));
    }

    private static Problem noFile() {
        return Problem.fields(List.of(new Problem.FieldError("file", "请选择要上传的文件（表单字段名为 file）")));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail detail && untyped(detail)) {
            detail.setType(URI.create(ProblemDetails.BASE + "http-" + status.value()));
            if (status.is4xxClientError()) {
                detail.setDetail("请求无法办理（" + detail.getTitle() + "）。请检查地址和参数后重试。");
            }
        }
        return new ResponseEntity<>(body, withProblemType(headers), status);
    }

    private static boolean untyped(ProblemDetail detail) {
        return detail.getType() == null || "about:blank".equals(detail.getType().toString());
    }

    private static HttpHeaders withProblemType(HttpHeaders headers) {
        var copy = new HttpHeaders(headers);
        copy.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return copy;
    }

    private static ResponseEntity<ProblemDetail> respond(ProblemDetail body) {
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static ResponseEntity<Object> body(Problem problem) {
        var detail = ProblemDetails.of(problem);
        return ResponseEntity.status(detail.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body((Object) detail);
    }
}
