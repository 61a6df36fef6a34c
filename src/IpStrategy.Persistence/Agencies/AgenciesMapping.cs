using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Agencies;

internal sealed class AgenciesMapping
    : IEntityTypeConfiguration<AgencyRow>,
        IEntityTypeConfiguration<AgencyGroupRow>,
        IEntityTypeConfiguration<AgencyGroupMemberRow>,
        IEntityTypeConfiguration<HolidayRow>,
        IEntityTypeConfiguration<StoredReorganisation>
{
    public void Configure(EntityTypeBuilder<AgencyRow> builder)
    {
        builder.ToTable("Agencies");
        builder.HasKey(a => a.Code);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AgencyGroupRow> builder)
    {
        builder.ToTable("AgencyGroups");
        builder.HasKey(g => g.Code);
        builder.Property(g => g.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AgencyGroupMemberRow> builder)
    {
        builder.ToTable("AgencyGroupMembers");
        builder.HasKey(m => new { m.GroupCode, m.AgencyCode });
    }

    public void Configure(EntityTypeBuilder<HolidayRow> builder)
    {
        builder.ToTable("Holidays");
        builder.HasKey(h => h.Date);
    }

    public void Configure(EntityTypeBuilder<StoredReorganisation> builder)
    {
        builder.ToTable("Reorganisations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.State, r.NextOn });
    }
}
