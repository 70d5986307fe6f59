package org.mingchou.org.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at every start where the installation is, and what is still to do. */
@Component
class StartNotice {

    private static final Logger log = LoggerFactory.getLogger(StartNotice.class);

    private final OrgStore store;
    private final Environment environment;

    StartNotice(OrgStore store, Environment environment) {
        this.store = store;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void announce() {
        var base = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        log.info("""

                明抽 Mingchou
                  公示门户  {}/
                  业务平台  {}/desk/
                  手机检查  {}/field/
                {}""", base, base, base, store.none() ? "  首次使用：请打开 " + base + "/desk/setup 设立系统、安全、审计三名管理员\n" : "");
    }
}
