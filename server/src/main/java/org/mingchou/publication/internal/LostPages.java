package org.mingchou.publication.internal;

import jakarta.servlet.http.HttpServletRequest;
import org.mingchou.platform.ProblemDetails;
import org.mingchou.shared.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address behind which nothing stands: problem+json for programs, a Chinese page for people. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LostPages {

    private final PortalFrame frame;

    LostPages(PortalFrame frame) {
        this.frame = frame;
    }

    @ExceptionHandler
    Object nothingThere(NoResourceFoundException e, HttpServletRequest request) {
        return answer(Problem.notFound("这个接口地址"), e, request);
    }

    /** Refused before a controller is found, so that the handler of the API never hears of it. */
    @ExceptionHandler
    Object wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        return answer(
                Problem.of(
                        Problem.Kind.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "这个接口地址不接受 " + e.getMethod() + "。请对照接口说明改正。"),
                e,
                request);
    }

    @ExceptionHandler
    Object wrongFormat(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        return answer(
                Problem.of(
                        Problem.Kind.UNSUPPORTED_FORMAT,
                        "media-type-not-supported",
                        "这个接口地址不接受这种格式。请以 application/json 提交（上传文件用 multipart/form-data）。"),
                e,
                request);
    }

    /** An upload is read before its controller is looked for. */
    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return answer(Problem.of(Problem.Kind.TOO_LARGE, "file-too-large", "文件超过上限 50 MB。请拆分或压缩后重新上传。"), e, request);
    }

    private Object answer(Problem problem, ErrorResponse e, HttpServletRequest request) {
        if (!request.getRequestURI().startsWith("/api/")) {
            return frame.trouble(e.getStatusCode(), request);
        }
        return ResponseEntity.status(e.getStatusCode())
                .headers(e.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetails.of(problem));
    }
}
