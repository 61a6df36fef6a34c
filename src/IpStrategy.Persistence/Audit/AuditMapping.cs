using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Audit;

internal sealed class AuditMapping
    : IEntityTypeConfiguration<AuditEntry>,
        IEntityTypeConfiguration<AuditStream>,
        IEntityTypeConfiguration<AuditUnsealed>,
        IEntityTypeConfiguration<AuditSegment>,
        IEntityTypeConfiguration<AuditGate>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Ignore(e => e.Content);
        // The proof that a stream's entries stand one behind the other.
        builder.HasIndex(e => new { e.Stream, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.ActorId, e.Id });
        builder.HasIndex(e => new { e.OnBehalfOfId, e.Id }).HasFilter("\"OnBehalfOfId\" IS NOT NULL");
        builder.HasIndex(e => new { e.Verb, e.Id });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.Subject, e.Id });
        builder.HasIndex(e => new { e.UndertakingId, e.Id });
        builder.HasIndex(e => new { e.AssignmentId, e.Id });
    }

    public void Configure(EntityTypeBuilder<AuditStream> builder)
    {
        builder.ToTable("AuditStreams");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditUnsealed> builder)
    {
        builder.ToTable("AuditUnsealed");
        builder.HasKey(u => u.EntryId);
        builder.Property(u => u.EntryId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditSegment> builder)
    {
        builder.ToTable("AuditSegments");
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.HasIndex(s => s.FirstSequence);
    }

    public void Configure(EntityTypeBuilder<AuditGate> builder)
    {
        builder.ToTable("AuditGate");
        builder.Property(g => g.Id).ValueGeneratedNever();
    }
}
