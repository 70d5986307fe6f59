package org.mingchou.publication.internal;

import jakarta.servlet.http.HttpServletRequest;
import org.mingchou.platform.ProblemDetails;
import org.mingchou.shared.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(ProblemDetails.of(Problem.notFound("这个接口地址")));
        }
        return frame.trouble(HttpStatus.NOT_FOUND, request);
    }
}
