package org.mingchou.publication.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mingchou.shared.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What surrounds every page of the portal, and what the public reads when something is wrong. */
@ControllerAdvice(annotations = PortalPage.class)
class PortalFrame {

    private static final Logger log = LoggerFactory.getLogger(PortalFrame.class);
    private static final List<String> TABS = List.of("/plans", "/draws", "/results", "/items", "/fairness");

    /** @param sizeLink switches between standard and large letters and comes back to this page */
    record Frame(String regionName, String todayText, boolean demo, boolean large, String tab, String sizeLink) {}

    private final Portal portal;
    private final boolean demo;

    PortalFrame(Portal portal, @Value("${mingchou.demo:false}") boolean demo) {
        this.portal = portal;
        this.demo = demo;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        var large = large(request);
        var path = request.getRequestURI();
        var back = request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        return new Frame(
                portal.regionName(),
                Portal.day(portal.today()),
                demo,
                large,
                "/".equals(path)
                        ? "/"
                        : TABS.stream().filter(path::startsWith).findFirst().orElse(""),
                "/text-size?size=" + (large ? "standard" : "large") + "&back="
                        + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    @ExceptionHandler
    ModelAndView refused(Problem problem, HttpServletRequest request) {
        var status = HttpStatus.valueOf(problem.kind().status());
        if (status == HttpStatus.BAD_REQUEST) {
            return unclear(problem.detail(), request);
        }
        var page = trouble(status, request);
        if (problem.type().equals(DoorPages.CODE_UNKNOWN)) {
            page.addObject("advice", problem.detail());
        }
        return page;
    }

    @ExceptionHandler
    ModelAndView wrongAddress(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return e.getParameter().hasParameterAnnotation(RequestParam.class)
                ? unclear("地址里“" + e.getName() + "”的值看不懂，应为数字。请改正地址，或从下面继续。", request)
                : trouble(HttpStatus.NOT_FOUND, request);
    }

    /** The page exists, but not with what the address asks of it. */
    private ModelAndView unclear(String advice, HttpServletRequest request) {
        var page = trouble(HttpStatus.BAD_REQUEST, request);
        page.addObject("heading", "地址里有看不懂的内容");
        page.addObject("advice", advice);
        return page;
    }

    @ExceptionHandler
    ModelAndView unexpected(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return trouble(response.getStatusCode(), request);
        }
        log.error("a page of the portal failed", e);
        return trouble(HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    ModelAndView trouble(HttpStatusCode status, HttpServletRequest request) {
        var page = new ModelAndView("portal/trouble", status);
        page.addObject("frame", frame(request));
        var lost = status.is4xxClientError();
        page.addObject("heading", lost ? "没有找到这个页面" : "页面暂时打不开");
        page.addObject("advice", lost ? "地址可能输错了，或者内容已经移走。请核对地址，或从下面继续。" : "系统出现意外错误，您的操作没有造成影响。请过几分钟再试。");
        return page;
    }

    private static boolean large(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (TextSizeController.COOKIE.equals(cookie.getName())) {
                    return "large".equals(cookie.getValue());
                }
            }
        }
        return false;
    }
}
