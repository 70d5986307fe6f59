package org.mingchou.publication.internal;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 大字版 without a script: remembers the choice in a cookie and goes back to the page. */
@PortalPage
class TextSizeController {

    static final String COOKIE = "mingchou_text";

    @GetMapping("/text-size")
    ResponseEntity<Void> choose(@RequestParam String size, @RequestParam(defaultValue = "/") String back) {
        // Only a path of this site: the link must not lead people elsewhere.
        var target = back.matches("/([^/\\\\\\r\\n][^\\r\\n]*)?") ? back : "/";
        var cookie = ResponseCookie.from(COOKIE, "large".equals(size) ? "large" : "standard")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, java.net.URI.create(target).toASCIIString())
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
