using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Tests;

/// <summary>The repository's reference data, found upwards from the test binary.</summary>
internal static class ReferenceFiles
{
    public static string Read(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "data", relativePath);
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new FileNotFoundException("reference data not found above the test binary", relativePath);
    }

    public static AgencyDirectory Directory() => AgencyDirectory.Parse(Read("agencies/agencies-tianjin.json"));
}
