namespace Hooks.Build.Engine.FileSystem;

/// <summary>Knows the groups that many systems give each user, with nobody else in them: what they may write is the user's own.</summary>
internal static class UserGroup
{
    private const int Most = 1 << 20;

    /// <summary>Whether a group is a user's alone.</summary>
    /// <param name="user">The user's number.</param>
    /// <param name="group">The group's number.</param>
    /// <param name="users">The system's list of users.</param>
    /// <param name="groups">The system's list of groups.</param>
    public static bool IsAlone(uint user, uint group, string users = "/etc/passwd", string groups = "/etc/group")
    {
        // Most have the user's number. Where numbers went apart the group has the user's name, and no members.
        if (user == group)
        {
            return true;
        }

        return Find(users, user) is [{ Length: > 0 } name, ..] && Find(groups, group) is [var groupName, _, _, var members, ..] && groupName == name && (members.Length == 0 || members == name);
    }

    // Of both lists the first field is a name and the third its number.
    private static string[]? Find(string list, uint number)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(KeptFile.Read(list, Most) ?? []).Split('\n').Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && uint.TryParse(fields[2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var found) && found == number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
