using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Spares;

/// <summary>
/// What a process of Linux hands on to those that it starts, beside environment and folder: limits, rights, umask, namespaces, groups of control.
/// </summary>
internal static class ProcessWorld
{
    private static readonly string[] Namespaces = ["mnt", "pid", "net", "user", "uts", "ipc", "cgroup", "time"];

    private static readonly string[] Fields =
        ["Umask:", "Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:", "NoNewPrivs:", "Seccomp:", "Cpus_allowed:", "Mems_allowed:"];

    /// <summary>The place in which processes can know each other: this machine since it was started, and these namespaces.</summary>
    public static string DescribePlace()
    {
        StringBuilder text = new();
        _ = text.Append(Read("/proc/sys/kernel/random/boot_id")).Append('\0').Append(Link("/proc/self/root"));
        foreach (var name in Namespaces)
        {
            _ = text.Append('\0').Append(Link("/proc/self/ns/" + name));
        }

        return text.ToString();
    }

    /// <summary>All of it.</summary>
    public static string Describe()
    {
        StringBuilder text = new(DescribePlace());
        foreach (var line in Read("/proc/self/status").Split('\n'))
        {
            if (Array.Exists(Fields, field => line.StartsWith(field, StringComparison.Ordinal)))
            {
                _ = text.Append('\0').Append(line);
            }
        }

        // Its priority is the 19th field of stat, counted from behind the name, which may hold anything.
        const int Nice = 16;
        var fields = Read("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return text
            .Append('\0').Append(fields.Length > Nice ? fields[Nice] : "")
            .Append('\0').Append(Read("/proc/self/cgroup"))
            .Append('\0').Append(Read("/proc/self/limits"))
            .Append('\0').Append(Read("/proc/self/attr/current"))
            .Append('\0').Append(Read("/proc/self/personality"))
            .ToString();
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"? {e.GetType().Name}");
        }
    }

    private static string Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
