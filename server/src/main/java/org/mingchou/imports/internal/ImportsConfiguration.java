package org.mingchou.imports.internal;

import java.util.List;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Role;
import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

    @Bean
    TransitionTable<?, ?> importBatchLife() {
        return Batch.Life.TABLE;
    }

    @Bean
    WorkItemSource stagedImports(ImportStore store) {
        return actor -> {
            int waiting = actor.has(Role.REGISTRAR) ? store.waiting(actor) : 0;
            return waiting == 0
                    ? List.of()
                    : List.of(new WorkItem(
                            "decide-imports",
                            "确认导入",
                            waiting + " 个已上传的文件还没有确认导入",
                            "/desk/subjects",
                            null,
                            null,
                            false,
                            waiting));
        };
    }
}
