package org.mingchou.platform;

import java.net.URI;
import org.mingchou.shared.Problem;
import org.springframework.http.ProblemDetail;

/** A {@link Problem} as the document of RFC 9457. */
public final class ProblemDetails {

    /** Stable: clients match on it. */
    public static final String BASE = "https://mingchou.org/problems/";

    private ProblemDetails() {}

    public static ProblemDetail of(Problem problem) {
        var body = ProblemDetail.forStatusAndDetail(
                org.springframework.http.HttpStatusCode.valueOf(problem.kind().status()), problem.detail());
        body.setType(type(problem.type()));
        body.setTitle(problem.kind().title());
        problem.properties().forEach(body::setProperty);
        return body;
    }

    public static URI type(String slug) {
        return URI.create(BASE + slug);
    }
}
