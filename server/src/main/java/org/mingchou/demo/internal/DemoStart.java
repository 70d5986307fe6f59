package org.mingchou.demo.internal;

import org.mingchou.org.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Fills an empty demonstration at its first start and says at every start who may come in. */
@Component
@ConditionalOnProperty(name = "mingchou.demo", havingValue = "true")
class DemoStart {

    private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

    private final Accounts accounts;
    private final LoadDistrict loadDistrict;
    private final boolean load;

    DemoStart(Accounts accounts, LoadDistrict loadDistrict, @Value("${mingchou.demo.load:true}") boolean load) {
        this.accounts = accounts;
        this.loadDistrict = loadDistrict;
        this.load = load;
    }

    @EventListener(ApplicationStartedEvent.class)
    void fill() {
        if (load && accounts.none()) {
            var began = System.nanoTime();
            log.info("首次启动：正在装载样例区县（名称、人员、代码均为虚构）……");
            loadDistrict.load(step -> log.info("样例 {} s  {}", seconds(began), step));
            log.info("样例装载完成，用时 {} s", seconds(began));
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (!load) {
            return;
        }
        log.info("""

                样例（数据均为虚构）
                  密码      全部账号均为 {}
                  账号      石家庄市栾城区（相邻的藁城区在前面加 gc-）
                    yj-planner 计划员      yj-admin 部门管理员     yj-approver、yj-approver2 审批人
                    yj-registrar 名录管理员  yj-reviewer 审核员      yj-followup 后续处置人
                    yj-officer-01 … yj-officer-30 执法人员        水利局 sl-…、生态环境分局 st-… 同样
                    sc-… 市场监管局：没有执法人员和计划员的账号，其余同样
                    sc-party 抽取当事方     witness 见证人          supervisor 司法行政监督员
                    sysadmin 系统管理员     secadmin 安全管理员      auditadmin 审计管理员
                """, LoadDistrict.PASSWORD);
    }

    private static String seconds(long began) {
        return "%.1f".formatted((System.nanoTime() - began) / 1e9);
    }
}
