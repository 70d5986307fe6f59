package org.mingchou.platform.internal;

import java.net.URI;
import org.mingchou.platform.ProblemDetails;
import org.mingchou.shared.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

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
        return body(Problem.badInput("unreadable-body", "提交的内容无法识别，请检查格式（JSON、日期 YYYY-MM-DD）后重试。"));
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return body(Problem.of(Problem.Kind.TOO_LARGE, "file-too-large", "文件超过上限 50 MB。请拆分或压缩后重新上传。"));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @org.jspecify.annotations.Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (body instanceof ProblemDetail detail && "about:blank".equals(String.valueOf(detail.getType()))) {
            detail.setType(URI.create(ProblemDetails.BASE + "http-" + status.value()));
            if (status.is4xxClientError()) {
                detail.setDetail("请求无法办理（" + detail.getTitle() + "）。请检查地址和参数后重试。");
            }
        }
        return new ResponseEntity<>(body, withProblemType(headers), status);
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
