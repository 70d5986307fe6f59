package org.mingchou.item.internal;

import java.util.List;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Role;
import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ItemConfiguration {

    @Bean
    TransitionTable<?, ?> itemVersionLife() {
        return VersionLife.TABLE;
    }

    @Bean
    WorkItemSource itemDrafts(ItemReads reads) {
        return actor -> {
            int count = actor.has(Role.REGISTRAR) ? reads.drafts(actor.regionCode(), actor.departmentId()) : 0;
            return count == 0
                    ? List.of()
                    : List.of(new WorkItem(
                            "publish-items",
                            "公布抽查事项",
                            count + " 个事项的最新版本还是草稿，公布后才能用于计划",
                            "/desk/items?status=DRAFT",
                            null,
                            null,
                            false,
                            count));
        };
    }
}
