namespace IpStrategy.Domain.Rights;

/// <summary>
/// What somebody may want to do with the program, as far as rights are concerned. Every address of the program names one; an
/// address that names none is shut to everybody.
/// </summary>
public enum Operation
{
    /// <summary>自己的账号：who am I, my password, sign out.</summary>
    UseOwnAccount,

    /// <summary>自己的消息。</summary>
    ReadInbox,

    /// <summary>查看待办。</summary>
    ReadWorkItems,

    /// <summary>办理待办：which verb, when, and by whom of those who see it, say the rules of the step.</summary>
    ActOnWorkItem,

    /// <summary>代理：who may name and end which one say the rules of proxies.</summary>
    NameProxies,

    /// <summary>查看方案、任务、进程。</summary>
    ReadPlans,

    /// <summary>对任务的处置与批示：which verb, and by whom of those who see it, say the rules of the verb.</summary>
    ControlAssignment,

    /// <summary>导入来文、核对、补正。</summary>
    PrepareNotice,

    /// <summary>立项交办。</summary>
    IssuePlan,

    /// <summary>设定报告周期。</summary>
    SetReportCycle,

    /// <summary>填报指标、调整目标：who which, says IndicatorRules.</summary>
    SaveIndicators,

    /// <summary>账号管理。</summary>
    AdministerAccounts,

    /// <summary>查看单位目录与机构改革。</summary>
    ReadAgencies,

    /// <summary>单位目录、单位集合与机构改革的管理。</summary>
    AdministerAgencies,

    /// <summary>流程定义与实例的管理。</summary>
    AdministerProcesses,

    /// <summary>接口：external work, messages, signals.</summary>
    Integrate,

    /// <summary>审计：read, verify and export the record.</summary>
    ReadAudit,

    /// <summary>运行指标。</summary>
    ReadMetrics,

    /// <summary>拨动演示时钟; only where a demonstration runs.</summary>
    MoveDemoClock,
}
