export interface FaultRule {
  action: string;
}
