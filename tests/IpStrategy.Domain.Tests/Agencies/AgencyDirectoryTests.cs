using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Tests.Agencies;

public sealed class AgencyDirectoryTests
{
    private static readonly DateOnly _day = new(2010, 3, 15);
    private static readonly AgencyDirectory _directory = ReferenceFiles.Directory();

    [Fact]
    public void Reads_all_agencies_and_groups_of_the_reference_data()
    {
        Assert.Equal(47, _directory.Agencies.Length);
        Assert.Equal(["各区县人民政府", "有关部门"], _directory.Groups.Select(group => group.Name));
        Assert.DoesNotContain(_directory.Agencies, agency => agency.Kind == AgencyKind.Other);
        Assert.Equal(new DateOnly(2010, 3, 15), _directory.AsOf);
    }

    [Theory]
    [InlineData("市科委", "kw")]
    [InlineData("天津市科学技术委员会", "kw")]
    [InlineData("天津市科委", "kw")]
    [InlineData("市 科\n委", "kw")]
    [InlineData("和平区政府", "hpq")]
    [InlineData("各区、县人民政府", "qxzf")]
    public void Finds_a_party_by_any_of_its_names(string name, string code) =>
        Assert.Equal(new AgencyCode(code), _directory.FindAt(name, _day)?.Code);

    [Fact]
    public void A_name_ends_the_day_before_its_successor_takes_over()
    {
        Assert.NotNull(_directory.FindAt("市工商局", new DateOnly(2018, 10, 31)));
        Assert.Null(_directory.FindAt("市工商局", new DateOnly(2018, 11, 1)));
        Assert.NotNull(_directory.Find("市工商局"));
        Assert.NotNull(_directory.FindAt("市财政局", new DateOnly(2024, 1, 1)));
    }

    [Fact]
    public void An_agency_that_splits_names_the_scope_of_each_successor()
    {
        var split = _directory.Find(new AgencyCode("syjj"));
        Assert.Equal(["药品、医疗器械", "食品"], split!.Successors.Select(successor => successor.Scope));
    }

    [Fact]
    public void The_group_of_districts_has_sixteen_members_in_2010_and_fewer_where_names_have_ended()
    {
        var districts = _directory.Groups.Single(group => group.Type == AgencyGroupType.Closed);
        Assert.Equal(16, _directory.MembersAt(districts, _day).Length);
        Assert.Equal(13, _directory.MembersAt(districts, new DateOnly(2017, 1, 1)).Length);
    }

    [Theory]
    [InlineData("市科委、市教委负责", "市科委", 3)]
    [InlineData("各区、县人民政府负责", "各区县人民政府", 8)]
    [InlineData("市知识产权战略领导小组办公室牵头", "市知识产权战略领导小组办公室", 14)]
    public void The_longest_name_at_the_start_of_a_text_wins(string text, string name, int length)
    {
        var hit = _directory.LongestAt(text, _day);
        Assert.Equal(name, hit?.Party.Name);
        Assert.Equal(length, hit?.Length);
    }

    [Fact]
    public void Nobody_is_found_where_no_name_begins() => Assert.Null(_directory.LongestAt("负责", _day));

    [Fact]
    public void A_misspelt_name_gets_near_names_and_a_foreign_one_none()
    {
        Assert.Equal("市知识产权局", _directory.NearNames("市知识产杈局", 3)[0]);
        Assert.Empty(_directory.NearNames("联合国教科文组织驻华代表处", 3));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{ "asOf": "gestern" }""")]
    [InlineData("""{ "asOf": "2010-03-15", "agencies": [ { "code": "a" } ] }""")]
    [InlineData(
        """{ "asOf": "2010-03-15", "agencies": [ { "code": "a", "name": "A" }, { "code": "a", "name": "B" } ] }"""
    )]
    public void Text_that_is_not_reference_data_is_refused_with_a_format_error(string json) =>
        Assert.Throws<FormatException>(() => AgencyDirectory.Parse(json));
}
