using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Plans;

internal sealed class PlansMapping
    : IEntityTypeConfiguration<ImportedNotice>,
        IEntityTypeConfiguration<Plan>,
        IEntityTypeConfiguration<PlanSection>,
        IEntityTypeConfiguration<Assignment>,
        IEntityTypeConfiguration<AssignmentParty>,
        IEntityTypeConfiguration<Undertaking>,
        IEntityTypeConfiguration<UndertakingAgency>,
        IEntityTypeConfiguration<ControlRecord>,
        IEntityTypeConfiguration<Instruction>,
        IEntityTypeConfiguration<InstructionAddressee>
{
    public void Configure(EntityTypeBuilder<ImportedNotice> builder)
    {
        builder.ToTable("Notices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasIndex(n => n.Hash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.NoticeId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanSection> builder)
    {
        builder.ToTable("PlanSections");
        builder.HasKey(s => new { s.PlanId, s.Number });
    }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("Assignments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.CompletedCount).IsConcurrencyToken();
        builder.HasIndex(a => new { a.PlanId, a.Number }).IsUnique();
        builder.HasIndex(a => new
        {
            a.PlanId,
            a.DueAt,
            a.Id,
        });
    }

    public void Configure(EntityTypeBuilder<AssignmentParty> builder)
    {
        builder.ToTable("AssignmentParties");
        builder.HasKey(p => new { p.AssignmentId, p.Order });
        builder.HasIndex(p => p.AgencyCode);
    }

    public void Configure(EntityTypeBuilder<Undertaking> builder)
    {
        builder.ToTable("Undertakings");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.HasIndex(u => u.AssignmentId);
        builder.HasIndex(u => new { u.PlanId, u.State });
        builder.HasIndex(u => new { u.LetterYear, u.LetterSequence });
    }

    public void Configure(EntityTypeBuilder<UndertakingAgency> builder)
    {
        builder.ToTable("UndertakingAgencies");
        builder.HasKey(a => new { a.UndertakingId, a.AgencyCode });
        builder.HasIndex(a => new { a.AgencyCode, a.UndertakingId });
    }

    public void Configure(EntityTypeBuilder<ControlRecord> builder)
    {
        builder.ToTable("ControlRecords");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.AssignmentId, r.Id });
    }

    public void Configure(EntityTypeBuilder<Instruction> builder)
    {
        builder.ToTable("Instructions");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => new { i.AssignmentId, i.Id });
    }

    public void Configure(EntityTypeBuilder<InstructionAddressee> builder)
    {
        builder.ToTable("InstructionAddressees");
        builder.HasKey(a => new { a.InstructionId, a.AgencyCode });
        builder.HasIndex(a => a.InstanceId);
    }
}
