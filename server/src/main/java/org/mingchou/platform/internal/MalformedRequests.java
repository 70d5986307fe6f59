package org.mingchou.platform.internal;

import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before any of our code sees it, e.g. {@code /v/%00}: in Chinese, as a page or as problem+json. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class MalformedRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(MalformedRequests.class);

    private static final String PROBLEM = """
            {"type":"https://mingchou.org/problems/malformed-request","title":"请求有误","status":%d,\
            "detail":"请求的地址或格式有误，无法识别。请核对地址后重试。"}""";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>地址有误 · 明抽</title>
            <link rel="stylesheet" href="/portal/portal.css"></head>
            <body><main id="content"><div class="wrap"><article>
            <h1>地址有误</h1>
            <p class="lead">请求的地址里有不能识别的字符。请核对地址，或从下面继续。</p>
            <ul><li><a href="/results">按企业名称查询抽查结果</a></li><li><a href="/">回到首页</a></li></ul>
            </article></div></main></body></html>
            """;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ChineseReport()));
    }

    private static final class ChineseReport extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || status >= 500 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            boolean program =
                    Objects.requireNonNullElse(request.getRequestURI(), "").startsWith("/api/");
            try {
                response.setContentType(program ? "application/problem+json" : "text/html");
                response.setCharacterEncoding("UTF-8");
                response.setHeader("Content-Language", "zh-CN");
                var writer = response.getReporter();
                if (writer != null) {
                    writer.write(program ? PROBLEM.formatted(status) : PAGE);
                    response.finishResponse();
                }
            } catch (IOException e) {
                log.debug("the caller of a malformed request has gone", e);
            }
        }
    }
}
