package org.mingchou.draw;

import java.util.List;
import org.mingchou.ledger.DrawLog;
import org.mingchou.shared.Clause;

/**
 * Whether witnesses of other houses will be asked to cosign an opening that is still to come. Before it nobody can have
 * been too late, so nothing is lacking yet.
 *
 * @param names of those who will be asked; empty where the platform has no witness
 * @param sentence Chinese: the same for people
 */
@Clause("抽取规范 §3.4、A18")
public record WitnessesAhead(List<String> names, String sentence) {

    public static WitnessesAhead of(List<String> names) {
        return new WitnessesAhead(
                List.copyOf(names),
                names.isEmpty()
                        ? "本平台没有平台以外的见证人：开启以后不会有人副署开启登记，届时在此标明“" + DrawLog.NO_WITNESS + "”。"
                        : "开启以后，将请平台以外的见证人" + String.join("、", names) + "副署开启登记，过半数副署了才能产生信标。");
    }
}
