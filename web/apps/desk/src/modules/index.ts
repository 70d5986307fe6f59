import type { DeskModule } from '../frame/module';
import account from './account/module';
import calendar from './calendar/module';
import dispatch from './dispatch/module';
import draw from './draw/module';
import exchange from './exchange/module';
import followup from './followup/module';
import item from './item/module';
import ledger from './ledger/module';
import matching from './matching/module';
import officer from './officer/module';
import org from './org/module';
import plan from './plan/module';
import publication from './publication/module';
import section from './section/module';
import statistics from './statistics/module';
import subject from './subject/module';
import visit from './visit/module';
import worklist from './worklist/module';

/** In chain order: the menu follows it inside each group. */
export const modules: DeskModule[] = [
  worklist,
  subject,
  officer,
  item,
  plan,
  draw,
  dispatch,
  matching,
  visit,
  section,
  publication,
  followup,
  statistics,
  exchange,
  org,
  calendar,
  ledger,
  account,
];
