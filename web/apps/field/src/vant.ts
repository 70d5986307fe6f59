/**
 * Styles of the Vant components in use; the components themselves are imported where they stand. Without the style of
 * its icons: their font is fetched from outside, and no icon is used.
 */
import 'vant/es/style/base.css';
import 'vant/es/overlay/index.css';
import 'vant/es/popup/index.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
import 'vant/es/cell/index.css';
import 'vant/es/field/index.css';
import 'vant/es/search/index.css';
import 'vant/es/dialog/index.css';
import 'vant/es/empty/index.css';
import 'vant/es/sticky/index.css';
import 'vant/es/swipe/index.css';
import 'vant/es/swipe-item/index.css';
import 'vant/es/tabs/index.css';
import 'vant/es/tab/index.css';
