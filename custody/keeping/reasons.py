"""What the operating system refused, in words that its user reads."""

import errno

SENTENCES = {
    errno.ENOSPC: "磁盘空间不足，请先腾出空间",
    errno.EDQUOT: "磁盘配额已满，请先腾出空间",
    errno.EACCES: "没有权限，请检查文件夹的属主与权限",
    errno.EPERM: "没有权限，请检查文件夹的属主与权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.EIO: "磁盘读写出错，请检查磁盘",
}


def reason(error: OSError) -> str:
    """Return why, with the file that it was about."""
    sentence = SENTENCES.get(error.errno or 0, error.strerror or str(error))
    return f"{sentence}（{error.filename}）" if error.filename else sentence
