using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Accounts;

internal sealed class AccountsMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.HasIndex(u => new { u.AgencyCode, u.Post });
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => t.AccessHash).IsUnique();
        builder.HasIndex(t => t.RefreshHash).IsUnique();
        builder.HasIndex(t => t.UserId);
        builder.HasIndex(t => t.FamilyId);
    }
}
