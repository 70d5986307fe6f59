package org.mingchou.org.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/session")
class SessionController {

    record Wanted(
            @NotBlank(message = "请填写登录名") String username,
            @NotBlank(message = "请填写密码") String password) {}

    record NewPassword(
            @NotBlank(message = "请填写现在的密码") String current,
            @NotBlank(message = "请填写新密码") String next) {}

    record SessionView(
            long accountId,
            String username,
            String displayName,
            @Nullable Long departmentId,
            @Nullable String departmentName,
            String regionCode,
            String regionName,
            List<String> roles,
            boolean demo,
            LocalDate today,
            int idleTimeoutSeconds,
            boolean mustChangePassword) {}

    private final SignIn signIn;
    private final SignInLimit limit;
    private final OrgStore store;
    private final SecurityContextRepository contexts;
    private final BusinessClock clock;
    private final boolean demo;

    SessionController(
            SignIn signIn,
            SignInLimit limit,
            OrgStore store,
            SecurityContextRepository contexts,
            BusinessClock clock,
            @Value("${mingchou.demo}") boolean demo) {
        this.signIn = signIn;
        this.limit = limit;
        this.store = store;
        this.contexts = contexts;
        this.clock = clock;
        this.demo = demo;
    }

    @PermitAll
    @PostMapping
    SessionView open(@RequestBody @Valid Wanted wanted, HttpServletRequest request, HttpServletResponse response) {
        limit.take(request.getRemoteAddr());
        var principal = signIn.check(wanted.username().strip(), wanted.password());
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        keep(principal, request, response);
        return view(principal, request.getSession());
    }

    /** Also hands out the CSRF cookie, signed in or not. */
    @PermitAll
    @GetMapping
    SessionView current(@Nullable Authentication authentication, CsrfToken csrf, HttpServletRequest request) {
        csrf.getToken();
        if (authentication == null || !(authentication.getPrincipal() instanceof AccountPrincipal principal)) {
            throw Problem.of(Problem.Kind.NOT_SIGNED_IN, "not-signed-in", "尚未登录或登录已超时，请登录。");
        }
        return view(principal, request.getSession());
    }

    @PermitAll
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    @PermitAll
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @RequestBody @Valid NewPassword wanted,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        signIn.changePassword(actor, wanted.current(), wanted.next());
        keep(new AccountPrincipal(actor, false), request, response);
    }

    private void keep(AccountPrincipal principal, HttpServletRequest request, HttpServletResponse response) {
        var token = UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities());
        var context = new SecurityContextImpl(token);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private SessionView view(AccountPrincipal principal, HttpSession session) {
        var actor = principal.actor();
        var departmentId = actor.departmentId();
        return new SessionView(
                actor.accountId(),
                actor.username(),
                actor.displayName(),
                departmentId,
                departmentId == null
                        ? null
                        : store.findDepartment(departmentId).map(d -> d.name()).orElse(null),
                actor.regionCode(),
                store.regionName(actor.regionCode()),
                actor.roles().stream().map(Enum::name).sorted().toList(),
                demo,
                clock.today(),
                session.getMaxInactiveInterval(),
                principal.mustChangePassword());
    }
}
