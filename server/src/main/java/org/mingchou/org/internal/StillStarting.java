package org.mingchou.org.internal;

import org.mingchou.shared.Problem;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/**
 * Pages are served from the moment the port is open, but the accounts of a demonstration come only after it. Until
 * readiness says that all is there, nobody is told that his name or password is wrong.
 */
@Component
class StillStarting {

    private final ApplicationAvailability availability;

    StillStarting(ApplicationAvailability availability) {
        this.availability = availability;
    }

    boolean holds() {
        return availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC;
    }

    void refuse() {
        if (holds()) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "still-starting", "系统还在启动（首次启动样例时要装载数据，约需半分钟），账号还没有就绪。请稍后再登录。");
        }
    }
}
