using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Attachments;

internal sealed class AttachmentsMapping
    : IEntityTypeConfiguration<Attachment>,
        IEntityTypeConfiguration<Deliverable>,
        IEntityTypeConfiguration<DeliverableEvidence>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        // The same content once at an item: a repeated click puts nothing there a second time.
        builder.HasIndex(a => new { a.WorkItemId, a.Hash }).IsUnique();
        builder.HasIndex(a => new { a.UndertakingId, a.Id });
        builder.HasIndex(a => a.Hash);
        builder.HasIndex(a => new { a.State, a.Id });
    }

    public void Configure(EntityTypeBuilder<Deliverable> builder)
    {
        builder.ToTable("Deliverables");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.UndertakingId, d.Number }).IsUnique();
        builder.HasIndex(d => d.AssignmentId);
    }

    public void Configure(EntityTypeBuilder<DeliverableEvidence> builder)
    {
        builder.ToTable("DeliverableEvidence");
        builder.HasKey(e => new { e.DeliverableId, e.AttachmentId });
        builder.HasIndex(e => e.AttachmentId);
    }
}
