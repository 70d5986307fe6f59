package org.mingchou.exchange.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingchou.publication.Publications;
import org.mingchou.publication.ResultDictionary;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published result in the shape of the public record of 国家企业信用信息公示系统 (field names, one spelt {@code Plane}, as its
 * clients know them).
 */
@Component
class Payload {

    /** One item of {@code detail}. */
    record Item(int seqno, String raninsItemName, String raninsCheckResCode, String raninsCheckResName) {}

    private final ResultDictionary dictionary;
    private final JsonMapper json;

    Payload(ResultDictionary dictionary, JsonMapper json) {
        this.dictionary = dictionary;
        this.json = json;
    }

    String of(Publications.Publication p, String outlet, String operation) {
        var body = new LinkedHashMap<String, Object>();
        body.put("outboundId", p.outboundId());
        body.put("revision", p.revision());
        body.put(
                "operation",
                Map.of("PUBLISH", "i", "CORRECT", "u", "WITHDRAW", "d").getOrDefault(operation, "u"));
        body.put("uniscId", p.creditCode() == null ? "" : p.creditCode());
        body.put("entName", p.objectName());
        body.put("raninsPlanId", planNo(p));
        body.put("raninsPlaneName", p.planTitle());
        body.put("raninsTaskId", p.outboundId());
        body.put("raninsTaskName", p.planTitle() + "（" + p.departmentName() + "）");
        body.put("raninsTypeName", "定向");
        body.put("insAuth", p.departmentName());
        body.put("insDate", p.inspectedOn().toString());
        body.put("dictionaryVersion", p.dictionaryVersion());
        if (!"WITHDRAW".equals(operation)) {
            var whole = dictionary.forOutlet(p.dictionaryVersion(), outlet, p.resultCode());
            body.put("insResCode", whole.code());
            body.put("insResName", whole.text());
            body.put("detail", items(p, outlet));
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(body);
    }

    private List<Item> items(Publications.Publication p, String outlet) {
        var result = new java.util.ArrayList<Item>();
        for (var item : p.items()) {
            var value = dictionary.forOutlet(p.dictionaryVersion(), outlet, item.resultCode());
            result.add(new Item(result.size() + 1, item.itemName(), value.code(), value.text()));
        }
        return result;
    }

    /** Region, year, four digits: the form of a plan number in the public record. */
    private static String planNo(Publications.Publication p) {
        return p.regionCode() + p.inspectedOn().getYear() + String.format("%04d", p.planId());
    }
}
