using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IpStrategy.Persistence.Agencies;

internal sealed class AgenciesMapping
    : IEntityTypeConfiguration<AgencyRow>,
        IEntityTypeConfiguration<AgencyGroupRow>,
        IEntityTypeConfiguration<AgencyGroupMemberRow>,
        IEntityTypeConfiguration<HolidayRow>
{
    public void Configure(EntityTypeBuilder<AgencyRow> builder)
    {
        builder.ToTable("Agencies");
        builder.HasKey(a => a.Code);
    }

    public void Configure(EntityTypeBuilder<AgencyGroupRow> builder)
    {
        builder.ToTable("AgencyGroups");
        builder.HasKey(g => g.Code);
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
}
