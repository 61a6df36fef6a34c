using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Persistence.Audit;
using IpStrategy.Persistence.Notices;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence;

/// <summary>The one model. SQLite and PostgreSQL differ only in the two sub-classes and their migrations.</summary>
public abstract class IpStrategyContext(DbContextOptions options)
    : IdentityDbContext<User, IdentityRole<long>, long>(options)
{
    public DbSet<StoredDefinition> Definitions => Set<StoredDefinition>();
    public DbSet<StoredInstance> Instances => Set<StoredInstance>();
    public DbSet<StoredTimer> Timers => Set<StoredTimer>();
    public DbSet<StoredSubscription> Subscriptions => Set<StoredSubscription>();
    public DbSet<StoredContinuation> Continuations => Set<StoredContinuation>();
    public DbSet<StoredIncident> Incidents => Set<StoredIncident>();
    public DbSet<StoredHistory> History => Set<StoredHistory>();
    public DbSet<StoredResource> Resources => Set<StoredResource>();
    public DbSet<StoredDecision> Decisions => Set<StoredDecision>();
    public DbSet<StoredStart> Starts => Set<StoredStart>();
    public DbSet<StoredWork> ExternalWork => Set<StoredWork>();
    public DbSet<StoredDelivery> Deliveries => Set<StoredDelivery>();
    public DbSet<ImportedNotice> Notices => Set<ImportedNotice>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<PlanSection> PlanSections => Set<PlanSection>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<AssignmentParty> AssignmentParties => Set<AssignmentParty>();
    public DbSet<Undertaking> Undertakings => Set<Undertaking>();
    public DbSet<UndertakingAgency> UndertakingAgencies => Set<UndertakingAgency>();
    public DbSet<ControlRecord> ControlRecords => Set<ControlRecord>();
    public DbSet<Instruction> Instructions => Set<Instruction>();
    public DbSet<InstructionAddressee> InstructionAddressees => Set<InstructionAddressee>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<WorkItemCandidate> WorkItemCandidates => Set<WorkItemCandidate>();
    public DbSet<Reply> Replies => Set<Reply>();
    public DbSet<ReplyAnswer> ReplyAnswers => Set<ReplyAnswer>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<Proxy> Proxies => Set<Proxy>();
    public DbSet<WorkItemReader> WorkItemReaders => Set<WorkItemReader>();
    public DbSet<ReminderSchedule> ReminderSchedules => Set<ReminderSchedule>();
    public DbSet<ProgressReport> ProgressReports => Set<ProgressReport>();
    public DbSet<ReportSchedule> ReportSchedules => Set<ReportSchedule>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<IndicatorValue> IndicatorValues => Set<IndicatorValue>();
    public DbSet<Extension> Extensions => Set<Extension>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Deliverable> Deliverables => Set<Deliverable>();
    public DbSet<DeliverableEvidence> DeliverableEvidence => Set<DeliverableEvidence>();
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<AgencyRow> Agencies => Set<AgencyRow>();
    public DbSet<AgencyGroupRow> AgencyGroups => Set<AgencyGroupRow>();
    public DbSet<AgencyGroupMemberRow> AgencyGroupMembers => Set<AgencyGroupMemberRow>();
    public DbSet<StoredReorganisation> Reorganisations => Set<StoredReorganisation>();
    public DbSet<HolidayRow> Holidays => Set<HolidayRow>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<UsedPassword> UsedPasswords => Set<UsedPassword>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditStream> AuditStreams => Set<AuditStream>();
    public DbSet<AuditUnsealed> AuditUnsealed => Set<AuditUnsealed>();
    public DbSet<AuditSegment> AuditSegments => Set<AuditSegment>();
    private List<AuditEntry> _notes = [];

    /// <summary>Puts an entry of the record into the unit of work; its place and hash it gets when that is stored.</summary>
    public void Note(AuditEntry entry)
    {
        Add(entry);
        _notes.Add(entry);
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (_notes.Count > 0)
        {
            var noted = _notes;
            _notes = [];
            await AuditChaining.ChainAsync(this, noted, cancellationToken);
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IpStrategyContext).Assembly);
    }
}

public sealed class SqliteIpStrategyContext(DbContextOptions<SqliteIpStrategyContext> options)
    : IpStrategyContext(options)
{
    // SQLite has no instant type: ticks in UTC compare and index as plain integers.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}

public sealed class PostgreSqlIpStrategyContext(DbContextOptions<PostgreSqlIpStrategyContext> options)
    : IpStrategyContext(options)
{
    // timestamptz takes offset zero only.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
}
