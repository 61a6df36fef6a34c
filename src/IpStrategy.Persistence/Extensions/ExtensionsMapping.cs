using IpStrategy.Domain.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Extensions;

internal sealed class ExtensionsMapping : IEntityTypeConfiguration<Extension>
{
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("Extensions");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.InstanceId).IsUnique();
        builder.HasIndex(e => new { e.UndertakingId, e.Id });
    }
}
