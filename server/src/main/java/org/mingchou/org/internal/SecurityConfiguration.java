package org.mingchou.org.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.ProblemDetails;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.ObjectMapper;

/**
 * Who may reach what by the network. Which role may do what stands at each controller method; OIDC and a second factor
 * would be added to this chain.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity(jsr250Enabled = true)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String CONTENT_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, ObjectMapper json, SecurityContextRepository contexts)
            throws Exception {
        return http.csrf(csrf -> csrf.spa().ignoringRequestMatchers("/check"))
                .securityContext(context -> context.securityContextRepository(contexts))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/api/session", "/api/setup", "/api/ledger/draw/**")
                        .permitAll()
                        .requestMatchers("/api/session/password")
                        .authenticated()
                        .requestMatchers("/api/**")
                        .access((authentication, request) -> new AuthorizationDecision(mayAct(authentication.get())))
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((authentication, request) ->
                                new AuthorizationDecision(keepsTheSystem(authentication.get())))
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) -> write(
                                response,
                                json,
                                Problem.of(Problem.Kind.NOT_SIGNED_IN, "not-signed-in", "尚未登录或登录已超时，请登录后重试。")))
                        .accessDeniedHandler((request, response, e) -> write(response, json, refusal(e))))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(p -> p.policy("geolocation=(self), camera=(self), microphone=()")))
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorResolver());
    }

    private static boolean mayAct(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal principal
                && !principal.mustChangePassword();
    }

    /** Behind a reverse proxy everyone comes from its address, so the address says nothing. */
    private static boolean keepsTheSystem(@Nullable Authentication authentication) {
        return mayAct(authentication)
                && authentication != null
                && authentication.getPrincipal() instanceof AccountPrincipal principal
                && principal.actor().has(Role.SYSTEM_ADMIN);
    }

    private static Problem refusal(AccessDeniedException e) {
        if (e instanceof CsrfException) {
            return Problem.notAllowed("csrf-token", "页面已过期，请刷新页面后重新提交。");
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                        && authentication.getPrincipal() instanceof AccountPrincipal principal
                        && principal.mustChangePassword()
                ? Problem.notAllowed("password-change-required", "密码由管理员设置，请先修改密码再办理业务。")
                : Problem.notAllowed("role-required", "本账号的角色不能办理此事项。");
    }

    private static void write(HttpServletResponse response, ObjectMapper json, Problem problem) throws IOException {
        response.setStatus(problem.kind().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), ProblemDetails.of(problem));
    }

    /** Gives controllers the signed-in account as an {@link Actor}. */
    private static final class ActorResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof AccountPrincipal principal) {
                return principal.actor();
            }
            throw Problem.of(Problem.Kind.NOT_SIGNED_IN, "not-signed-in", "尚未登录或登录已超时，请登录后重试。");
        }
    }
}
