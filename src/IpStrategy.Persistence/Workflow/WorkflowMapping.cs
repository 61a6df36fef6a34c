using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Workflow;

internal sealed class WorkflowMapping
    : IEntityTypeConfiguration<StoredDefinition>,
        IEntityTypeConfiguration<StoredInstance>,
        IEntityTypeConfiguration<StoredTimer>,
        IEntityTypeConfiguration<StoredSubscription>,
        IEntityTypeConfiguration<StoredContinuation>,
        IEntityTypeConfiguration<StoredIncident>,
        IEntityTypeConfiguration<StoredHistory>,
        IEntityTypeConfiguration<StoredResource>,
        IEntityTypeConfiguration<StoredDecision>,
        IEntityTypeConfiguration<StoredStart>,
        IEntityTypeConfiguration<StoredWork>,
        IEntityTypeConfiguration<StoredDelivery>
{
    public void Configure(EntityTypeBuilder<StoredDefinition> builder)
    {
        builder.ToTable("ProcessDefinitions");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new { d.ProcessId, d.Version }).IsUnique();
        builder.HasIndex(d => d.DeploymentId);
    }

    public void Configure(EntityTypeBuilder<StoredInstance> builder)
    {
        builder.ToTable("ProcessInstances");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.Ignore(i => i.Definition);
        builder.HasIndex(i => new { i.ParentId, i.ParentCall });
        builder.HasIndex(i => i.RootId);
        builder.HasIndex(i => i.UndertakingId);
        builder.HasIndex(i => new { i.ProcessId, i.Id });
        builder.HasIndex(i => new { i.Status, i.Id });
        builder.HasIndex(i => i.BusinessKey);
        builder.HasIndex(i => i.PartnerId);
    }

    public void Configure(EntityTypeBuilder<StoredTimer> builder)
    {
        builder.ToTable("Timers");
        builder.HasKey(t => new { t.InstanceId, t.TimerId });
        builder.HasIndex(t => t.DueAt);
    }

    public void Configure(EntityTypeBuilder<StoredSubscription> builder)
    {
        builder.ToTable("EventSubscriptions");
        builder.HasKey(s => new { s.InstanceId, s.SubscriptionId });
        builder.HasIndex(s => new { s.Kind, s.Name });
    }

    public void Configure(EntityTypeBuilder<StoredContinuation> builder)
    {
        builder.ToTable("Continuations");
        builder.HasKey(c => new { c.InstanceId, c.ElementId });
        builder.HasIndex(c => c.DueAt);
    }

    public void Configure(EntityTypeBuilder<StoredIncident> builder)
    {
        builder.ToTable("Incidents");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => new { i.InstanceId, i.ElementId });
        builder.HasIndex(i => i.ClosedAt);
    }

    public void Configure(EntityTypeBuilder<StoredHistory> builder)
    {
        builder.ToTable("HistoryEntries");
        builder.HasKey(h => new { h.InstanceId, h.Number });
        builder.HasIndex(h => new { h.UndertakingId, h.At });
    }

    public void Configure(EntityTypeBuilder<StoredResource> builder)
    {
        builder.ToTable("DeployedResources");
        builder.HasKey(r => new { r.DeploymentId, r.Name });
    }

    public void Configure(EntityTypeBuilder<StoredDecision> builder)
    {
        builder.ToTable("DecisionDefinitions");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new { d.DecisionId, d.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredStart> builder)
    {
        builder.ToTable("ProcessStarts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Ignore(s => s.Definition);
        builder.HasIndex(s => s.ProcessId);
        builder.HasIndex(s => new { s.Kind, s.Name });
        builder.HasIndex(s => s.DueAt);
    }

    public void Configure(EntityTypeBuilder<StoredWork> builder)
    {
        builder.ToTable("ExternalWork");
        builder.HasKey(w => new { w.InstanceId, w.ElementId });
        builder.HasIndex(w => new { w.Topic, w.AvailableAt });
    }

    public void Configure(EntityTypeBuilder<StoredDelivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new
        {
            d.State,
            d.Position,
            d.Id,
        });
        builder.HasIndex(d => d.TargetId);
    }
}
