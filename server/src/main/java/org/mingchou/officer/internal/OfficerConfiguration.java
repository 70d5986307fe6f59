package org.mingchou.officer.internal;

import java.util.List;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Role;
import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OfficerConfiguration {

    @Bean
    TransitionTable<?, ?> officerLife() {
        return OfficerLife.TABLE;
    }

    @Bean
    TransitionTable<?, ?> recusalLife() {
        return RecusalLife.TABLE;
    }

    @Bean
    WorkItemSource certificatesToRenew(OfficerReads reads) {
        return actor -> {
            int count =
                    actor.has(Role.REGISTRAR) ? reads.certificatesToRenew(actor.regionCode(), actor.departmentId()) : 0;
            return count == 0
                    ? List.of()
                    : List.of(new WorkItem(
                            "renew-certificates",
                            "更新执法证",
                            count + " 名在岗人员的执法证已到期或 " + OfficerReads.EXPIRING_DAYS + " 天内到期，到期后不进入抽取",
                            "/desk/officers?certificate=EXPIRING",
                            null,
                            null,
                            false,
                            count));
        };
    }
}
