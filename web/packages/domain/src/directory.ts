import type {
  CertificateState,
  ItemClass,
  ItemVersionStatus,
  OfficerStatus,
  RecusalGround,
  SubjectKind,
  SubjectStatus,
  Tier,
} from '@mingchou/api';
import type { Labels, States } from './codes';

export const subjectStates: States<SubjectStatus> = {
  ACTIVE: { label: '存续', tone: 'good' },
  CANCELLED: { label: '注销', tone: 'neutral' },
  REVOKED: { label: '吊销', tone: 'bad' },
  MOVED_OUT: { label: '迁出', tone: 'neutral' },
};

export const subjectKinds: Labels<SubjectKind> = {
  ENTERPRISE: '企业',
  SOLE_TRADER: '个体工商户',
  COOPERATIVE: '农民专业合作社',
  PROJECT: '项目',
  PRODUCT: '产品',
  SITE: '场所',
  INSTITUTION: '事业单位及其他组织',
};

export const tierLabels: Labels<Tier> = {
  A: 'A 级（信用风险低）',
  B: 'B 级（信用风险一般）',
  C: 'C 级（信用风险较高）',
  D: 'D 级（信用风险高）',
};

export const officerStates: States<OfficerStatus> = {
  ACTIVE: { label: '在岗', tone: 'good' },
  SUSPENDED: { label: '暂停执法', tone: 'warn' },
  LEFT: { label: '离岗', tone: 'neutral' },
};

export const certificateStates: States<CertificateState> = {
  VALID: { label: '证件有效', tone: 'good' },
  EXPIRING: { label: '即将到期', tone: 'warn' },
  EXPIRED: { label: '证件过期', tone: 'bad' },
  NONE: { label: '无证件', tone: 'bad' },
};

export const recusalGrounds: Labels<RecusalGround> = {
  RELATIVE: '近亲属关系',
  INTEREST: '利害关系',
  FORMER_POST: '曾在该单位任职',
  OTHER: '其他可能影响公正的情形',
};

export const recusalStates: States<'ACTIVE' | 'WITHDRAWN'> = {
  ACTIVE: { label: '有效', tone: 'progress' },
  WITHDRAWN: { label: '已撤回', tone: 'neutral' },
};

export const itemClasses: Labels<ItemClass> = {
  GENERAL: '一般检查事项',
  KEY: '重点检查事项',
};

export const itemVersionStates: States<ItemVersionStatus> = {
  DRAFT: { label: '草稿', tone: 'neutral' },
  PUBLISHED: { label: '已公布', tone: 'good' },
  SUPERSEDED: { label: '已被替代', tone: 'neutral' },
};
