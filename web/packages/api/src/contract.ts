/**
 * Fails to compile where a shape of this package differs from the server's OpenAPI document. Written by hand the shapes
 * say which codes a string may hold; `npm run schema` writes what the document says.
 */
import type { components, operations } from './generated/schema';
import type * as api from '.';

type Schemas = components['schemas'];

/** Code lists are strings to the document. */
type Widened<T> = T extends string
  ? string
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer Part)[]
      ? Widened<Part>[]
      : T extends object
        ? { [Key in keyof T]: Widened<T[Key]> }
        : T;

/** Rules and free JSON have no shape in the document. */
type Opened<T> = string extends keyof T
  ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever stands there is right
    any
  : T extends object
    ? { [Key in keyof T]: Opened<T[Key]> }
    : T;

/** Every answer of the server can be read as `Shape`, and `Shape` names nothing that the server does not send. */
type Read<Shape, Name extends keyof Schemas> =
  Exclude<keyof Shape, keyof Schemas[Name]> extends never
    ? Opened<Schemas[Name]> extends Widened<Shape>
      ? true
      : [
          'differs',
          Name,
          {
            [
              K in keyof Shape & keyof Schemas[Name] as Opened<Schemas[Name][K]> extends Widened<
                Shape[K]
              >
                ? never
                : K
            ]: Schemas[Name][K];
          },
        ]
    : ['not sent', Name, Exclude<keyof Shape, keyof Schemas[Name]>];

/** The server understands every `Shape` that this package may send. */
type Sent<Shape, Name extends keyof Schemas> =
  Exclude<keyof Shape, keyof Schemas[Name]> extends never
    ? Shape extends Schemas[Name]
      ? true
      : [
          'differs',
          Name,
          {
            [
              K in keyof Shape & keyof Schemas[Name] as Shape[K] extends Schemas[Name][K]
                ? never
                : K
            ]: Schemas[Name][K];
          },
        ]
    : ['not known', Name, Exclude<keyof Shape, keyof Schemas[Name]>];

/** The server knows every filter of `Query`; an unknown one would be ignored in silence. */
type Asked<Query, Name extends keyof operations> =
  Exclude<keyof Query, keyof NonNullable<operations[Name]['parameters']['query']>> extends never
    ? true
    : [
        'no filter',
        Name,
        Exclude<keyof Query, keyof NonNullable<operations[Name]['parameters']['query']>>,
      ];

type AllTrue<Checks extends Record<string, true>> = Checks;

export type Contract = AllTrue<{
  calendarYear: Read<api.CalendarYear, 'calendar.CalendarController.YearView'>;
  calendarNotice: Sent<api.CalendarNotice, 'calendar.CalendarController.Notice'>;
  countedPeriod: Read<api.CountedPeriod, 'calendar.CalendarController.Count'>;
  demoClock: Read<api.DemoClock, 'calendar.DemoClockController.Now'>;
  deadline: Read<api.Deadline, 'calendar.Deadline'>;
  evidence: Read<api.Evidence, 'platform.BlobStore.Blob'>;
  assignmentRow: Read<api.AssignmentRow, 'dispatch.AssignmentList.Row'>;
  assignment: Read<api.AssignmentDetail, 'dispatch.AssignmentList.Detail'>;
  dropOut: Read<api.DropOut, 'dispatch.DropOutList.Row'>;
  dropOutInput: Sent<api.DropOutInput, 'dispatch.DropOutController.Proposal'>;
  dispatchProgress: Read<api.DispatchProgress, 'dispatch.DispatchController.Progress'>;
  bulkResult: Read<api.BulkResult, 'dispatch.BulkResult'>;
  draw: Read<api.DrawDetail, 'draw.DrawViews.Detail'>;
  preFreeze: Read<api.PreFreeze, 'draw.PreFreeze'>;
  freeze: Sent<api.FreezeInput, 'draw.FreezeDraw.Freeze'>;
  beaconOffer: Read<api.BeaconOffer, 'draw.BeaconOffer.Offer'>;
  myPartyKey: Read<api.MyPartyKey, 'draw.PartyKeyController.Mine'>;
  partyKey: Read<api.PartyKey, 'draw.PartyKeyController.KeyView'>;
  auditedExclusion: Read<api.AuditedExclusion, 'draw.ExclusionAuditController.View'>;
  drawRow: Read<api.DrawRow, 'draw.DrawnRows.View'>;
  outboxRow: Read<api.OutboxRow, 'exchange.OutboxList.Row'>;
  reconciliation: Read<api.Reconciliation, 'exchange.Reconciliation.Report'>;
  followUp: Read<api.FollowUp, 'followup.FollowUpView'>;
  importReport: Read<api.ImportReport, 'imports.Imports.Report'>;
  itemRow: Read<api.ItemRow, 'item.ItemReads.Row'>;
  item: Read<api.ItemDetail, 'item.ItemReads.Detail'>;
  itemInput: Sent<api.ItemInput, 'item.KeepItems.Input'>;
  auditEntry: Read<api.AuditEntry, 'ledger.AuditReads.ActRow'>;
  pool: Read<api.Pool, 'matching.PoolList.View'>;
  group: Read<api.Group, 'matching.GroupList.Row'>;
  candidate: Read<api.Candidate, 'matching.GroupList.Candidate'>;
  workItem: Read<api.WorkItem, 'notification.WorkItem'>;
  message: Read<api.Message, 'notification.StoredInbox.Message'>;
  officerRow: Read<api.OfficerRow, 'officer.OfficerReads.Row'>;
  officer: Read<api.OfficerDetail, 'officer.OfficerController.Detail'>;
  officerInput: Sent<api.OfficerInput, 'officer.KeepOfficers.Input'>;
  certificateInput: Sent<api.CertificateInput, 'officer.KeepOfficers.CertificateInput'>;
  recusal: Read<api.Recusal, 'officer.Recusals.View'>;
  recusalInput: Sent<api.RecusalInput, 'officer.Recusals.Input'>;
  session: Read<api.Session, 'org.SessionController.SessionView'>;
  department: Read<api.Department, 'org.Departments.Department'>;
  departmentInput: Sent<api.DepartmentInput, 'org.AccountController.NewDepartment'>;
  account: Read<api.Account, 'org.AccountController.AccountRow'>;
  accountInput: Sent<api.AccountInput, 'org.AccountController.NewAccount'>;
  setupState: Read<api.SetupState, 'org.SetupController.State'>;
  setup: Sent<api.SetupInput, 'org.SetupController.Wanted'>;
  planRow: Read<api.PlanRow, 'plan.PlanViews.Row'>;
  plan: Read<api.PlanDetail, 'plan.PlanViews.Detail'>;
  planInput: Sent<api.PlanInput, 'plan.PlanInput'>;
  planPreview: Read<api.PlanPreview, 'plan.PreviewPlan.Preview'>;
  exclusion: Read<api.Exclusion, 'plan.ExclusionController.View'>;
  exclusionInput: Sent<api.ExclusionInput, 'plan.ExcludeObject.Proposal'>;
  publication: Read<api.Publication, 'publication.PublicationList.View'>;
  annex: Read<api.Annex, 'statistics.Annex'>;
  controlChart: Read<api.ControlChart, 'statistics.ControlCharts.Chart'>;
  conductRow: Read<api.ConductRow, 'statistics.ControlCharts.Row'>;
  fairness: Read<api.FairnessTable, 'draw.Fairness.Table'>;
  figureRows: Read<api.FigureRows, 'statistics.CountAnnex.Rows'>;
  progress: Read<api.Progress, 'statistics.PlanProgress.Progress'>;
  subjectRow: Read<api.SubjectRow, 'subject.SubjectViews.Row'>;
  subject: Read<api.SubjectDetail, 'subject.SubjectViews.Detail'>;
  subjectInput: Sent<api.SubjectInput, 'subject.SubjectInput'>;
  ruleCount: Read<api.RuleCount, 'subject.SubjectController.RuleCount'>;
  visitRow: Read<api.VisitRow, 'inspection.VisitView.Row'>;
  visit: Read<api.VisitDetail, 'inspection.VisitView.Full'>;
  section: Read<api.Section, 'inspection.SectionView'>;
  resultInput: Sent<api.ResultInput, 'inspection.SectionController.Result'>;
  arrival: Sent<api.ArrivalInput & api.ClientWrite, 'inspection.GateController.Arrival'>;
  assignmentQuery: Asked<api.AssignmentQuery, 'dispatch.AssignmentController.list'>;
  outboxQuery: Asked<api.OutboxQuery, 'exchange.ExchangeController.outbox'>;
  followUpQuery: Asked<api.FollowUpQuery, 'followup.FollowUpController.list'>;
  itemQuery: Asked<api.ItemQuery, 'item.ItemController.list'>;
  auditQuery: Asked<api.AuditQuery, 'ledger.AuditReads.acts'>;
  groupQuery: Asked<api.GroupQuery, 'matching.MatchingController.list'>;
  officerQuery: Asked<api.OfficerQuery, 'officer.OfficerController.list'>;
  recusalQuery: Asked<api.RecusalQuery, 'officer.OfficerController.recusals'>;
  accountQuery: Asked<api.AccountQuery, 'org.AccountController.accounts'>;
  planQuery: Asked<api.PlanQuery, 'plan.PlanController.list'>;
  publicationQuery: Asked<api.PublicationQuery, 'publication.PublicationController.list'>;
  subjectQuery: Asked<api.SubjectQuery, 'subject.SubjectController.list'>;
  visitQuery: Asked<api.VisitQuery, 'inspection.VisitController.list'>;
  sectionQuery: Asked<api.SectionQuery, 'inspection.SectionController.list'>;
}>;
