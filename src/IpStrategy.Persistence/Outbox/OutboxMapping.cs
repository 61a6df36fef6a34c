using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Outbox;

internal sealed class OutboxMapping
    : IEntityTypeConfiguration<InboxMessage>,
        IEntityTypeConfiguration<OutboxMessage>,
        IEntityTypeConfiguration<IdempotencyKey>,
        IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("InboxMessages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.RecipientId, m.Id });
        builder.HasIndex(m => m.RecipientId).HasFilter("\"ReadAt\" IS NULL");
        builder.HasIndex(m => new { m.RecipientId, m.OnceKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.DeliveredAt, m.NextAttemptAt });
    }

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.HasKey(k => new { k.UserId, k.Key });
        builder.HasIndex(k => k.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(s => s.Name);
    }
}
