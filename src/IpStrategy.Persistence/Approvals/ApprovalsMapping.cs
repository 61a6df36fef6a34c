using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Approvals;

internal sealed class ApprovalsMapping
    : IEntityTypeConfiguration<WorkItem>,
        IEntityTypeConfiguration<WorkItemCandidate>,
        IEntityTypeConfiguration<Reply>,
        IEntityTypeConfiguration<ReplyAnswer>,
        IEntityTypeConfiguration<Submission>,
        IEntityTypeConfiguration<Opinion>,
        IEntityTypeConfiguration<Proxy>,
        IEntityTypeConfiguration<WorkItemReader>,
        IEntityTypeConfiguration<ReminderSchedule>
{
    // In the words of the queries, or the database does not know it again.
    private const string IsOpen = "\"State\" = 0";

    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("WorkItems");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder
            .HasIndex(w => new
            {
                w.InstanceId,
                w.ElementId,
                w.Seat,
            })
            .IsUnique();
        builder.HasIndex(w => w.UndertakingId);
        builder.HasIndex(w => w.AssignmentId);
        IndexLists(builder);
    }

    private static void IndexLists(EntityTypeBuilder<WorkItem> builder)
    {
        // What lies open is little beside what is done: each order of it is an index of its own, and small.
        builder.HasIndex(w => new { w.DueAt, w.Id }).HasFilter(IsOpen);
        builder.HasIndex(w => new { w.OpenedAt, w.Id }).HasFilter(IsOpen);
        builder.HasIndex(w => new { w.AssignmentNumber, w.Id }).HasFilter(IsOpen);
        builder.HasIndex(w => new { w.ClosedAt, w.Id }).HasFilter("\"State\" <> 0");
        builder.HasIndex(w => new
        {
            w.Body,
            w.State,
            w.DueAt,
            w.Id,
        });
        builder.HasIndex(w => new
        {
            w.ClosedById,
            w.ClosedAt,
            w.Id,
        });
        builder.HasIndex(w => new { w.ClosedForId, w.Id }).HasFilter("\"ClosedForId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<WorkItemCandidate> builder)
    {
        builder.ToTable("WorkItemCandidates");
        builder.HasKey(c => new { c.WorkItemId, c.Group });
        builder.HasIndex(c => new { c.Group, c.WorkItemId });
    }

    public void Configure(EntityTypeBuilder<Reply> builder)
    {
        builder.ToTable("Replies");
        builder.Property(r => r.Id).ValueGeneratedNever();
        // One reply a work item: a second one of the same desk cannot be stored, whatever went wrong above.
        builder.HasIndex(r => r.WorkItemId).IsUnique();
        builder.HasIndex(r => new { r.UndertakingId, r.Round });
    }

    public void Configure(EntityTypeBuilder<ReplyAnswer> builder)
    {
        builder.ToTable("ReplyAnswers");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.WorkItemId, a.AgencyCode }).IsUnique();
        builder.HasIndex(a => a.UndertakingId);
    }

    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("Submissions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.WorkItemId).IsUnique();
        builder.HasIndex(s => s.UndertakingId);
    }

    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.ToTable("Opinions");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => o.WorkItemId);
        builder.HasIndex(o => o.UndertakingId);
    }

    public void Configure(EntityTypeBuilder<Proxy> builder)
    {
        builder.ToTable("Proxies");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Ignore(p => p.Period).Ignore(p => p.Scope);
        builder.HasIndex(p => new { p.PrincipalId, p.Id });
        builder.HasIndex(p => new { p.DeputyId, p.Id });
        builder.HasIndex(p => new { p.NamedById, p.Id });
        builder.HasIndex(p => new { p.EndedAt, p.To });
    }

    public void Configure(EntityTypeBuilder<WorkItemReader> builder)
    {
        builder.ToTable("WorkItemReaders");
        builder.HasKey(r => new { r.WorkItemId, r.ReaderId });
        builder.HasIndex(r => new { r.ReaderId, r.UndertakingId });
    }

    public void Configure(EntityTypeBuilder<ReminderSchedule> builder)
    {
        builder.ToTable("ReminderSchedules");
        builder.HasKey(r => r.WorkItemId);
        builder.Property(r => r.WorkItemId).ValueGeneratedNever();
        builder.HasIndex(r => r.NextAt);
    }
}
