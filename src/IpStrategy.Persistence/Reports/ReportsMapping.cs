using IpStrategy.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Reports;

internal sealed class ReportsMapping
    : IEntityTypeConfiguration<ProgressReport>,
        IEntityTypeConfiguration<ReportSchedule>,
        IEntityTypeConfiguration<Indicator>,
        IEntityTypeConfiguration<IndicatorValue>
{
    public void Configure(EntityTypeBuilder<ProgressReport> builder)
    {
        // The signatures themselves are stored with the work items.
        builder.Ignore(r => r.SignedBy);
        builder.ToTable("ProgressReports");
        builder.Property(r => r.Id).ValueGeneratedNever();
        // One a period: whatever opens it a second time, after a stop or beside another host, cannot store it.
        builder.HasIndex(r => new { r.UndertakingId, r.Period }).IsUnique();
        builder.HasIndex(r => r.InstanceId).IsUnique();
        builder.HasIndex(r => new
        {
            r.PlanId,
            r.Period,
            r.AssignmentNumber,
        });
    }

    public void Configure(EntityTypeBuilder<ReportSchedule> builder)
    {
        builder.ToTable("ReportSchedules");
        builder.HasKey(s => s.UndertakingId);
        builder.Property(s => s.UndertakingId).ValueGeneratedNever();
        builder.HasIndex(s => s.NextAt);
    }

    public void Configure(EntityTypeBuilder<Indicator> builder)
    {
        builder.ToTable("Indicators");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => new { i.AssignmentId, i.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IndicatorValue> builder)
    {
        builder.ToTable("IndicatorValues");
        builder.HasKey(v => new
        {
            v.IndicatorId,
            v.AgencyCode,
            v.Period,
        });
    }
}
