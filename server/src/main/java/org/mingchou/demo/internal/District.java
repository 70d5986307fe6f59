package org.mingchou.demo.internal;

import java.util.List;

/**
 * One invented district.
 *
 * @param prefix of its user names
 * @param objects how many enterprises, sole traders and cooperatives
 * @param officers how many per department
 */
record District(
        String region,
        String name,
        String shortName,
        String prefix,
        int objects,
        int officers,
        List<Department> departments) {

    record Department(String code, String name, String shortName) {

        String slug() {
            return code.toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final District LUANCHENG = new District(
            "130111",
            "石家庄市栾城区",
            "栾城区",
            "",
            6000,
            30,
            List.of(
                    new Department("YJ", "石家庄市栾城区应急管理局", "应急管理局"),
                    new Department("SL", "石家庄市栾城区水利局", "水利局"),
                    new Department("ST", "石家庄市生态环境局栾城分局", "市生态环境局栾城分局"),
                    new Department("SC", "石家庄市栾城区市场监督管理局", "市场监督管理局"),
                    new Department("SF", "石家庄市栾城区司法局", "司法局")));

    static final District NEIGHBOUR = new District(
            "130109",
            "石家庄市藁城区",
            "藁城区",
            "gc-",
            300,
            4,
            List.of(
                    new Department("YJ", "石家庄市藁城区应急管理局", "应急管理局"),
                    new Department("SL", "石家庄市藁城区水利局", "水利局"),
                    new Department("ST", "石家庄市生态环境局藁城分局", "市生态环境局藁城分局"),
                    new Department("SC", "石家庄市藁城区市场监督管理局", "市场监督管理局")));

    /** The departments of the plan, which inspect. */
    List<Department> inspecting() {
        return departments.stream()
                .filter(d -> List.of("YJ", "SL", "ST").contains(d.code()))
                .toList();
    }

    Dice dice() {
        return new Dice("mingchou-demo-1/" + region);
    }
}
